using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Networks;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Measures a trained network on the test images, with folded weights.</summary>
internal sealed class TestRunner(SlotResources resources) : IJobRunner<TestJob, TestResult>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<TestResult> RunAsync(TestJob job, CancellationToken cancellation) =>
        resources.RunAsync<TestResult>(stop => resources.FetchAsync([job.Network], stop), (report, _) => report(Test(job)), cancellation);

    private TestResult Test(TestJob job)
    {
        var data = resources.Images(job.Network);
        using var network = new FoldedNetwork(resources.Network(job.Network));
        var correct = new SchemeEvaluator(resources.Slot).CountCorrect(network, network.Modules, data.Test, data.Normalisation);
        return new TestResult(NetworkCost.Of(network.Spec, network.Modules, data.Test.Crop).Parameters, 100.0 * correct / data.Test.Count);
    }
}
