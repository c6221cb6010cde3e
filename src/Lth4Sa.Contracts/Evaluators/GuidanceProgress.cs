namespace Lth4Sa.Contracts.Evaluators;

/// <summary>The progress of a <see cref="GuidanceRequest"/>.</summary>
/// <param name="Step">The number of steps that are done.</param>
/// <param name="Steps">The number of steps in all.</param>
/// <param name="Rows">The answer once all steps are done: one row of scores, or the gates after each step; null before.</param>
/// <param name="Images">The number of images forwarded so far.</param>
/// <param name="Seconds">The device time so far, in seconds.</param>
/// <param name="Losses">
/// The validation loss of the scheme of each row, null where it was not measured; null before all steps are done, and for scores.
/// </param>
[GenerateSerializer, Immutable]
public sealed record GuidanceProgress(int Step, int Steps, double[][]? Rows, long Images, double Seconds, double?[]? Losses = null);
