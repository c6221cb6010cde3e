using Microsoft.Extensions.Logging.Abstractions;

namespace Lth4Sa.Simulation.Silos;

/// <summary>What takes part in the beginning and the end of an activation, such as its persistent states.</summary>
internal sealed class ActivationLifecycle() : LifecycleSubject(NullLogger.Instance), IGrainLifecycle
{
    // Activations of simulated silos do not migrate.
    public void AddMigrationParticipant(IGrainMigrationParticipant participant)
    {
    }

    public void RemoveMigrationParticipant(IGrainMigrationParticipant participant)
    {
    }
}
