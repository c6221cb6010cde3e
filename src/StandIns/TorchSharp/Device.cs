using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public static readonly Device CPU = new(DeviceType.CPU);

    public static readonly Device CUDA = new(DeviceType.CUDA);

    /// <param name="description"><c>cpu</c>, <c>cuda</c> or <c>cuda:N</c>.</param>
    public static Device device(string description) => new(description);

    public static Device device(DeviceType deviceType, int index = -1) => new(deviceType, index);

    public class Device
    {
        public Device(string description)
        {
            var parts = description.Split(':');
            type = parts[0].ToLowerInvariant() switch
            {
                "cpu" => DeviceType.CPU,
                "cuda" => DeviceType.CUDA,
                _ => throw new ArgumentException($"Unknown device '{description}': expected cpu, cuda or cuda:N."),
            };
            index = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : -1;
        }

        public Device(DeviceType deviceType, int index = -1) => (type, this.index) = (deviceType, index);

        public DeviceType type { get; }

        public int index { get; }

        public override string ToString() =>
            type.ToString().ToLowerInvariant() + (index >= 0 ? ":" + index.ToString(CultureInfo.InvariantCulture) : "");
    }

    public static class cuda
    {
        public static bool is_available() => Native.lth_cuda_is_available() != 0;
    }
}
