namespace Lth4Sa.Grains.Steps;

/// <summary>The highest fence that a step grain has taken over for.</summary>
public sealed class StepFence
{
    public long Fence { get; set; }
}
