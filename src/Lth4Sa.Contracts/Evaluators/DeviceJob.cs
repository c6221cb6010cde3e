namespace Lth4Sa.Contracts.Evaluators;

/// <summary>A job for a device slot. Each kind of job is a record of its own, which says what the slot needs to know.</summary>
/// <typeparam name="TReport">
/// The type of the job's reports. A job that has one answer reports it once; the last report of a long job has its answer.
/// </typeparam>
/// <param name="Kind">The kind of the job in metrics and traces: a verb, such as evaluate.</param>
[GenerateSerializer, Immutable]
public abstract record DeviceJob<TReport>(string Kind);
