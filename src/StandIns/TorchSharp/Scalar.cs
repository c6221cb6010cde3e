namespace TorchSharp;

/// <summary>A number handed to a tensor operator; a whole number does not promote an integral tensor.</summary>
public sealed class Scalar
{
    private Scalar(double value, bool integral) => (Value, Integral) = (value, integral ? 1 : 0);

    internal double Value { get; }

    internal int Integral { get; }

    public static implicit operator Scalar(byte value) => new(value, true);
    public static implicit operator Scalar(int value) => new(value, true);
    public static implicit operator Scalar(long value) => new(value, true);
    public static implicit operator Scalar(float value) => new(value, false);
    public static implicit operator Scalar(double value) => new(value, false);
    public static implicit operator Scalar(bool value) => new(value ? 1 : 0, true);
}
