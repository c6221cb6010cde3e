using Lth4Sa.Networks.Training;

namespace Lth4Sa.Networks.Saliency;

/// <summary>Gates to train on a copy of a supernet.</summary>
/// <param name="Supernet">The job that trained the supernet; its checkpoint is where the weights start.</param>
/// <param name="Steps">The steps, each of which trains the weights on one batch and the gates on another.</param>
/// <param name="Adam">The optimiser of the gates.</param>
/// <param name="BatchSize">The images of each batch.</param>
/// <param name="EvaluationBatch">The images at a time of a validation loss; null is what suits the device.</param>
/// <param name="Seed">The seed of the batches.</param>
/// <param name="Checkpoint">The file to go on from.</param>
/// <param name="Identity">A hash of all that decides the result.</param>
public sealed record GateJob(
    TrainingJob Supernet, int Steps, GateAdam Adam, int BatchSize, int? EvaluationBatch, ulong Seed, string Checkpoint, string Identity)
{
    private const int Parts = 20;

    /// <summary>
    /// Says whether the validation loss is measured after a step: at the end of each twentieth of the steps, in their second half. The
    /// gates of the first half are those of a network that they have hardly shaped, and DARTS answers with the last ones.
    /// </summary>
    /// <param name="step">The step, from 1.</param>
    public bool IsMeasured(int step) => 2 * step > Steps && (long)step * Parts / Steps > (long)(step - 1) * Parts / Steps;
}
