namespace Lth4Sa.Grains.Logs;

/// <summary>One record of a <see cref="RecordLog{T}"/>.</summary>
public sealed class LogChunk
{
    /// <summary>The items, one after the other.</summary>
    public byte[] Items { get; set; } = [];

    /// <summary>The fence of the owner that wrote the record; 0 for a log without owners.</summary>
    public long Fence { get; set; }
}
