namespace Lth4Sa.Simulation.Silos;

/// <summary>A stream of whatever type.</summary>
internal interface IGrainStream : IAsyncDisposable
{
    /// <summary>Whether nobody has asked for its next element since this was asked last.</summary>
    bool Expires();
}
