using System.Globalization;
using Lth4Sa.Search.Running;
using Orleans.Storage;

namespace Lth4Sa.Grains.Runs;

/// <summary>
/// The steps of one run in grain storage, a hundred to a record, so that a commit rewrites the last record and not the
/// whole history. What lies beyond the committed step was written by a commit that did not come to its end; it is not
/// read, and is overwritten.
/// </summary>
internal sealed class StepLog(IGrainStorage storage, GrainId run)
{
    public const int ChunkSize = 100;

    private GrainState<StepChunk>? last;
    private long lastIndex = -1;
    private readonly List<SearchStep> tail = [];

    /// <summary>All steps up to the committed one, in order.</summary>
    public async IAsyncEnumerable<SearchStep> ReadAsync(long committed)
    {
        for (var index = 0L; index * ChunkSize < committed; index++)
        {
            var chunk = await LoadAsync(index);
            foreach (var step in StepChunk.Decode(chunk.State!.Steps).Where(s => s.Step <= committed))
            {
                yield return step;
            }
        }
    }

    /// <summary>Makes ready to go on after the committed step.</summary>
    public async Task ResumeAsync(long committed)
    {
        tail.Clear();
        await OpenAsync(committed / ChunkSize);
        tail.AddRange(StepChunk.Decode(last!.State!.Steps).Where(s => s.Step <= committed));
    }

    /// <summary>Writes steps that follow each other and what was read or written before.</summary>
    public async Task AppendAsync(IReadOnlyList<SearchStep> steps)
    {
        foreach (var step in steps)
        {
            var index = (step.Step - 1) / ChunkSize;
            if (index != lastIndex)
            {
                await FlushAsync();
                tail.Clear();
                await OpenAsync(index);
            }

            tail.Add(step);
        }

        await FlushAsync();
    }

    private async Task OpenAsync(long index) => (last, lastIndex) = (await LoadAsync(index), index);

    private Task FlushAsync()
    {
        if (tail.Count == 0 || last is null)
        {
            return Task.CompletedTask;
        }

        last.State = new StepChunk { Steps = StepChunk.Encode(tail) };
        return storage.WriteStateAsync(NameOf(lastIndex), run, last);
    }

    private async Task<GrainState<StepChunk>> LoadAsync(long index)
    {
        var chunk = new GrainState<StepChunk>(new StepChunk());
        await storage.ReadStateAsync(NameOf(index), run, chunk);
        chunk.State ??= new StepChunk();
        return chunk;
    }

    private static string NameOf(long index) => string.Create(CultureInfo.InvariantCulture, $"steps-{index:D6}");
}
