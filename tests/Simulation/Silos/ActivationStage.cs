namespace Lth4Sa.Simulation.Silos;

/// <summary>How far an activation's life is.</summary>
internal enum ActivationStage
{
    /// <summary>It is being made and reads what it needs; requests wait.</summary>
    Activating,

    /// <summary>It takes requests.</summary>
    Valid,

    /// <summary>What it has begun goes on; requests wait for the next activation.</summary>
    Deactivating,

    /// <summary>It is gone; what it left running may no longer touch it.</summary>
    Invalid,
}
