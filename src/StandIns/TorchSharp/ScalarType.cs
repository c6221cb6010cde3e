namespace TorchSharp;

public enum DeviceType
{
    CPU = 0,
    CUDA = 1,
}

public static partial class torch
{
    public enum ScalarType : sbyte
    {
        Byte = 0,
        Int8 = 1,
        Int16 = 2,
        Int32 = 3,
        Int64 = 4,
        Float32 = 6,
        Float64 = 7,
        Bool = 11,
    }

    public const ScalarType uint8 = ScalarType.Byte;
    public const ScalarType int32 = ScalarType.Int32;
    public const ScalarType int64 = ScalarType.Int64;
    public const ScalarType float32 = ScalarType.Float32;
    public const ScalarType float64 = ScalarType.Float64;
    public const ScalarType @bool = ScalarType.Bool;

    internal static ScalarType TypeOf<T>() where T : unmanaged => default(T) switch
    {
        byte => ScalarType.Byte,
        sbyte => ScalarType.Int8,
        short => ScalarType.Int16,
        int => ScalarType.Int32,
        long => ScalarType.Int64,
        float => ScalarType.Float32,
        double => ScalarType.Float64,
        bool => ScalarType.Bool,
        _ => throw new ArgumentException($"There is no tensor of {typeof(T).Name}."),
    };
}
