using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Loads images, writes the manifest of their split, and describes them.</summary>
internal sealed class DescribeRunner(SlotResources slot) : IJobRunner<DescribeJob, DataFacts>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<DataFacts> RunAsync(DescribeJob job, CancellationToken cancellation) =>
        slot.RunAsync<DataFacts>(() => Task.CompletedTask, (report, _) => report(Describe(job)), cancellation);

    private DataFacts Describe(DescribeJob job)
    {
        var split = slot.Images(job.Data);
        var manifest = slot.Options.SplitFile(split.Hash);
        if (!File.Exists(manifest))
        {
            AtomicFile.WriteAllText(manifest, split.Manifest);
        }

        return new DataFacts(split.Classes, split.Train.Count, split.Validation.Count, split.Test.Count, split.Test.Crop, split.Hash);
    }
}
