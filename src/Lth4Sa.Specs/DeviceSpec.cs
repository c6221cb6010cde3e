using System.Globalization;

namespace Lth4Sa.Specs;

/// <summary>A device with its number of slots.</summary>
/// <param name="Name">The name of the device: cpu, cuda or cuda:N.</param>
/// <param name="Slots">The number of jobs that run on the device at the same time; at least 1, default 1.</param>
public sealed record DeviceSpec(string Name, int Slots)
{
    /// <summary>The form of a list of devices, in words that complete "expected ...".</summary>
    public const string Expected = "devices by commas, each cpu, cuda or cuda:N, with *K for K slots, as in cuda:0*3,cuda:1*3";

    /// <summary>The kind of the device: cpu or cuda.</summary>
    public string Kind => Name.Split(':')[0];

    /// <summary>Reads a list of devices.</summary>
    /// <exception cref="ArgumentException">The text is not a list of devices of one kind, or has a device twice.</exception>
    public static IReadOnlyList<DeviceSpec> Parse(string text)
    {
        var wanted = text.Split(',');
        DeviceSpec[] devices = [.. wanted.Select(One).OfType<DeviceSpec>()];
        return devices.Length == wanted.Length
            && devices.DistinctBy(d => d.Name).Count() == wanted.Length
            && devices.DistinctBy(d => d.Kind).Count() == 1
            ? devices
            : throw new ArgumentException($"devices: {text} is not allowed; expected {Expected}, all of one kind and each once.");
    }

    /// <summary>The default number of CPU threads of an operator in each slot: the cores divided by the slots, at least 1.</summary>
    public static int ThreadsOfEach(IEnumerable<DeviceSpec> devices) => Math.Max(1, Environment.ProcessorCount / devices.Sum(d => d.Slots));

    /// <summary>Says whether a text is the name of a device.</summary>
    public static bool IsDevice(string name) => name is "cpu" or "cuda" || Number(name, "cuda:") is >= 0;

    private static DeviceSpec? One(string text)
    {
        var parts = text.Trim().Split('*');
        // The machine's processor is one device, however it is written.
        var name = parts[0] == "cpu:0" ? "cpu" : parts[0];
        var slots = parts.Length == 1 ? 1 : parts.Length == 2 ? Number(parts[1], "") : null;
        return IsDevice(name) && slots is >= 1 ? new DeviceSpec(name, slots.Value) : null;
    }

    private static int? Number(string text, string prefix) =>
        text.StartsWith(prefix, StringComparison.Ordinal)
            && int.TryParse(text.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}
