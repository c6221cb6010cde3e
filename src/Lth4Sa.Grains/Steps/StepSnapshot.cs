namespace Lth4Sa.Grains.Steps;

/// <summary>One of them.</summary>
public sealed class StepSnapshot
{
    /// <summary>0: none.</summary>
    public long Step { get; set; }

    /// <summary>What <see cref="Lth4Sa.Search.IRecoverable.Save"/> wrote after the step.</summary>
    public byte[] State { get; set; } = [];
}
