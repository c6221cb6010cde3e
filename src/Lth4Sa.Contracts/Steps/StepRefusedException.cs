namespace Lth4Sa.Contracts.Steps;

/// <summary>
/// A step was not applied: its fence is old, or the grain has not been recovered, or the step is out of order.
/// The caller raises the fence and recovers, or gives way to who did.
/// </summary>
[GenerateSerializer]
public sealed class StepRefusedException : Exception
{
    public StepRefusedException()
    {
    }

    public StepRefusedException(string message) : base(message)
    {
    }

    public StepRefusedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
