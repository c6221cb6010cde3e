using Lth4Sa.Networks.Training;

namespace Lth4Sa.Grains.Telemetry;

/// <summary>A training that is under way.</summary>
/// <param name="Kind">The kind of the network: supernet or network.</param>
/// <param name="Progress">The progress of the training.</param>
internal sealed record TrainingNow(string Kind, TrainingProgress Progress);
