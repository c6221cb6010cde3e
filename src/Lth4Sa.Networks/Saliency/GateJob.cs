using Lth4Sa.Networks.Training;

namespace Lth4Sa.Networks.Saliency;

/// <summary>Gates to train on a copy of a supernet.</summary>
/// <param name="Supernet">The job that trained the supernet; its checkpoint is where the weights start.</param>
/// <param name="Steps">The steps, each of which trains the weights on one batch and the gates on another.</param>
/// <param name="Rate">The learning rate of the gates' Adam; default 0.02. DARTS has 0.0003 for far more steps.</param>
/// <param name="Checkpoint">The file to go on from.</param>
/// <param name="Identity">A hash of all that decides the result.</param>
public sealed record GateJob(TrainingJob Supernet, int Steps, double Rate, int BatchSize, ulong Seed, string Checkpoint, string Identity);
