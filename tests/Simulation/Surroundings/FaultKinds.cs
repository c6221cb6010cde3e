namespace Lth4Sa.Simulation.Surroundings;

/// <summary>What can go wrong, by the names of the command line.</summary>
[Flags]
internal enum FaultKinds
{
    None = 0,

    /// <summary>The silo is gone, at any await.</summary>
    Crash = 1,

    /// <summary>The silo goes on while another takes its place, so that there are two activations of each grain.</summary>
    Partition = 2,

    /// <summary>A call does not arrive, or its answer does not.</summary>
    Lost = 4,

    /// <summary>A call or its answer comes late.</summary>
    Delay = 8,

    /// <summary>A write or read fails.</summary>
    Storage = 16,

    /// <summary>A write is done though its caller is told that it took too long.</summary>
    Unknown = 32,

    /// <summary>Reads and writes take long.</summary>
    Slow = 64,

    /// <summary>For a while no write succeeds.</summary>
    Full = 128,

    /// <summary>A device is gone in the middle of its work.</summary>
    Device = 256,

    /// <summary>Somebody pauses the sweep and resumes it.</summary>
    Operator = 512,

    /// <summary>Somebody else starts a run of the sweep.</summary>
    Rival = 1024,

    All = 2047,
}
