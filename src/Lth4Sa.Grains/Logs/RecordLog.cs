using System.Globalization;
using Orleans.Storage;

namespace Lth4Sa.Grains.Logs;

/// <summary>
/// An append-only list in grain storage with a hundred items in each record, so that an append rewrites the last record and
/// not the whole list.
/// </summary>
/// <param name="storage">The storage of the records.</param>
/// <param name="grain">The grain that the records belong to.</param>
/// <param name="name">The name of the records, to which their number is added.</param>
/// <param name="write">The function that writes one item.</param>
/// <param name="read">The function that reads one item.</param>
internal sealed class RecordLog<T>(
    IGrainStorage storage, GrainId grain, string name, Action<BinaryWriter, T> write, Func<BinaryReader, T> read)
{
    /// <summary>The number of items in a record.</summary>
    public const int ChunkSize = 100;

    private readonly List<T> tail = [];
    private GrainState<LogChunk>? last;
    private long lastIndex;
    private long length;

    /// <summary>The fence of the owner; null for a log without owners.</summary>
    private long? owner;

    /// <summary>The stored items in order.</summary>
    /// <param name="count">The number of items that count; default all.</param>
    /// <param name="skip">The number of items to leave out at the beginning; default 0.</param>
    public async IAsyncEnumerable<T> ReadAsync(long count = long.MaxValue, long skip = 0)
    {
        for (var index = skip / ChunkSize; index < count / ChunkSize + 1 && index * ChunkSize < count; index++)
        {
            var items = Decode((await RecordAsync(index)).State!.Items);
            var max = (int)Math.Min(ChunkSize, count - index * ChunkSize);
            foreach (var item in items.Take(max).Skip((int)Math.Max(0, skip - index * ChunkSize)))
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
    /// Prepares to append after the first <paramref name="count"/> items. Stored items after these do not count: they are
    /// overwritten, unless a later owner wrote them.
    /// </summary>
    /// <param name="count">The number of items that the stored state of the owner counts.</param>
    /// <param name="fence">The fence of the owner, which is raised at each takeover.</param>
    public async Task ResumeAsync(long count, long fence)
    {
        (owner, length) = (fence, count);
        await OpenAsync(count / ChunkSize);
        tail.AddRange(Decode(last!.State!.Items).Take((int)(count % ChunkSize)));
    }

    /// <summary>Reads all items and prepares to append after them. Every stored item counts; none is overwritten.</summary>
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

    /// <summary>
    /// Appends items, after <see cref="ResumeAsync"/> or <see cref="LoadAsync"/>. After a failure an owner may append again at
    /// once; a log without owners is loaded again first.
    /// </summary>
    /// <exception cref="InconsistentStateException">Another activation has written to the log.</exception>
    public async Task AppendAsync(IReadOnlyList<T> items)
    {
        try
        {
            if (last is null)
            {
                var fence = owner ?? throw new InvalidOperationException("The log has not been loaded since a write failed.");
                await ResumeAsync(length, fence);
            }

            for (var i = 0; i < items.Count; i++)
            {
                if ((length + i) / ChunkSize != lastIndex)
                {
                    await FlushAsync();
                    await OpenAsync((length + i) / ChunkSize);
                    if (owner is null && last!.State!.Items.Length > 0)
                    {
                        throw Changed($"The record {NameOf(lastIndex)} of {grain} was begun by another writer.");
                    }
                }

                tail.Add(items[i]);
            }

            await FlushAsync();
            length += items.Count;
        }
        catch
        {
            // The stored part is not known: the next append starts after the items that count.
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
