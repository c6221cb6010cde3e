using System.Globalization;
using Orleans.Storage;

namespace Lth4Sa.Grains.Logs;

/// <summary>
/// A list in grain storage that only grows, a hundred items to a record, so that adding to it rewrites the last record
/// and not the whole of it.
/// </summary>
/// <param name="name">Of the records, before their numbers.</param>
/// <param name="write">One item.</param>
/// <param name="read">What <paramref name="write"/> wrote.</param>
internal sealed class RecordLog<T>(IGrainStorage storage, GrainId grain, string name, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
{
    public const int ChunkSize = 100;

    private readonly List<T> tail = [];
    private GrainState<LogChunk>? last;
    private long lastIndex;
    private long length;

    /// <summary>Null where nobody owns the log.</summary>
    private long? owner;

    /// <summary>The items in order; the first <paramref name="count"/>, or all that are stored.</summary>
    /// <param name="skip">Items to leave out at the beginning.</param>
    public async IAsyncEnumerable<T> ReadAsync(long count = long.MaxValue, long skip = 0)
    {
        for (var index = skip / ChunkSize; index < count / ChunkSize + 1 && index * ChunkSize < count; index++)
        {
            var items = Decode((await RecordAsync(index)).State!.Items);
            var most = (int)Math.Min(ChunkSize, count - index * ChunkSize);
            foreach (var item in items.Take(most).Skip((int)Math.Max(0, skip - index * ChunkSize)))
            {
                yield return item;
            }

            if (items.Count < ChunkSize)
            {
                yield break;
            }
        }
    }

    /// <summary>
    /// Makes ready to add after the first <paramref name="count"/> items, which are those that the owner has on record.
    /// Others that are stored were never counted, and are overwritten, unless a later owner wrote them.
    /// </summary>
    /// <param name="fence">Of the owner, raised on record each time somebody takes over.</param>
    public async Task ResumeAsync(long count, long fence)
    {
        (owner, length) = (fence, count);
        await OpenAsync(count / ChunkSize);
        tail.AddRange(Decode(last!.State!.Items).Take((int)(count % ChunkSize)));
    }

    /// <summary>Reads all items, and makes ready to add after them. Every stored item counts; nobody's are overwritten.</summary>
    public async Task<List<T>> LoadAsync()
    {
        (owner, length) = (null, 0);
        var all = new List<T>();
        for (var index = 0L; ; index++)
        {
            await OpenAsync(index);
            tail.AddRange(Decode(last!.State!.Items));
            all.AddRange(tail);
            if (tail.Count < ChunkSize)
            {
                length = all.Count;
                return all;
            }

            length += ChunkSize;
        }
    }

    /// <summary>Adds at the end, after <see cref="ResumeAsync"/> or <see cref="LoadAsync"/>. After a failure an owner may add again; the others load again first.</summary>
    /// <exception cref="InconsistentStateException">Somebody else has written.</exception>
    public async Task AppendAsync(IReadOnlyList<T> items)
    {
        try
        {
            if (last is null)
            {
                await ResumeAsync(length, owner ?? throw new InvalidOperationException("The log has not been loaded since a write failed."));
            }

            for (var i = 0; i < items.Count; i++)
            {
                if ((length + i) / ChunkSize != lastIndex)
                {
                    await FlushAsync();
                    await OpenAsync((length + i) / ChunkSize);
                    if (owner is null && last!.State!.Items.Length > 0)
                    {
                        throw Changed($"The record {NameOf(lastIndex)} of {grain} was begun by somebody else.");
                    }
                }

                tail.Add(items[i]);
            }

            await FlushAsync();
            length += items.Count;
        }
        catch
        {
            // How much of it is stored is not known: the next time starts from what was counted.
            last = null;
            throw;
        }
    }

    private async Task OpenAsync(long index)
    {
        tail.Clear();
        (last, lastIndex) = (await RecordAsync(index), index);
        if (last.State!.Fence > owner)
        {
            throw Changed($"The record {NameOf(index)} of {grain} was written under fence {last.State.Fence}, this owner's is {owner}.");
        }
    }

    private InconsistentStateException Changed(string message) => new(message, last!.ETag, (string?)null);

    private Task FlushAsync()
    {
        if (tail.Count == 0)
        {
            return Task.CompletedTask;
        }

        last!.State = new LogChunk { Items = Encode(tail), Fence = owner ?? 0 };
        return storage.WriteStateAsync(NameOf(lastIndex), grain, last);
    }

    private async Task<GrainState<LogChunk>> RecordAsync(long index)
    {
        var chunk = new GrainState<LogChunk>(new LogChunk());
        await storage.ReadStateAsync(NameOf(index), grain, chunk);
        chunk.State ??= new LogChunk();
        return chunk;
    }

    private byte[] Encode(List<T> items)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        items.ForEach(item => write(writer, item));
        writer.Flush();
        return bytes.ToArray();
    }

    private List<T> Decode(byte[] bytes)
    {
        var items = new List<T>();
        using var reader = new BinaryReader(new MemoryStream(bytes));
        while (reader.BaseStream.Position < bytes.Length)
        {
            items.Add(read(reader));
        }

        return items;
    }

    private string NameOf(long index) => string.Create(CultureInfo.InvariantCulture, $"{name}-{index:D6}");
}

/// <summary>One record of a <see cref="RecordLog{T}"/>.</summary>
public sealed class LogChunk
{
    public byte[] Items { get; set; } = [];

    /// <summary>Of the owner who wrote it; 0 where nobody owns the log.</summary>
    public long Fence { get; set; }
}
