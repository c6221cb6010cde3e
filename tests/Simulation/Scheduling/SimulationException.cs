namespace Lth4Sa.Simulation.Scheduling;

/// <summary>An invariant is broken.</summary>
internal sealed class SimulationException(string message) : Exception(message);
