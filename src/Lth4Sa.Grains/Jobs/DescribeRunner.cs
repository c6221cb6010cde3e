using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Search.Files;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Loads images, writes the manifest of their split, and describes them.</summary>
internal sealed class DescribeRunner(SlotResources resources) : IJobRunner<DescribeJob, DataFacts>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<DataFacts> RunAsync(DescribeJob job, CancellationToken cancellation) =>
        resources.RunAsync<DataFacts>(_ => Task.CompletedTask, (report, _) => report(Describe(job)), cancellation);

    private DataFacts Describe(DescribeJob job)
    {
        var split = resources.Images(job.Data);
        var manifest = resources.Options.SplitFile(split.Hash);
        if (!File.Exists(manifest))
        {
            AtomicFile.WriteAllText(manifest, split.Manifest);
        }

        return new DataFacts(split.Classes, split.Train.Count, split.Validation.Count, split.Test.Count, split.Test.Crop, split.Hash);
    }
}
