namespace Orleans;

public enum DeactivationReasonCode : byte
{
    None = 0,
    ShuttingDown = 1,
    ActivationFailed = 2,
    ActivationIdle = 4,
    ApplicationError = 8,
    ApplicationRequested = 9,
}

public readonly struct DeactivationReason(DeactivationReasonCode code, string text)
{
    public DeactivationReasonCode ReasonCode { get; } = code;

    public string Description { get; } = text;

    public override string ToString() => $"{ReasonCode}: {Description}.";
}
