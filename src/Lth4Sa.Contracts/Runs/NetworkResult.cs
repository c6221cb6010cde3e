using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Contracts.Runs;

/// <summary>One row of Table I.</summary>
/// <param name="Name">The name of the row: original, full-sa or full-share, or the strategy with the place of the candidate.</param>
/// <param name="Scheme">The scheme of the network: one digit, 0 or 1, for each block.</param>
/// <param name="Parameters">The number of trainable parameters.</param>
/// <param name="Accuracy">The test accuracy after training from scratch, in percent.</param>
/// <param name="TimeIncrement">The inference time increment (Eq. 7), in percent.</param>
/// <param name="Ticket">True for a ticket; null for the original and the full network.</param>
/// <param name="Time">The times from which <paramref name="TimeIncrement"/> is computed.</param>
[GenerateSerializer, Immutable]
public sealed record NetworkResult(
    string Name, string Scheme, long Parameters, double Accuracy, double TimeIncrement, bool? Ticket, InferenceTime Time);
