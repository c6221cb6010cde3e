using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Networks.Costs;
using Lth4Sa.Networks.Evaluation;

namespace Lth4Sa.Grains.Jobs;

/// <summary>Measures a trained network on the test images, with folded weights.</summary>
internal sealed class TestRunner(SlotResources slot) : IJobRunner<TestJob, TestResult>
{
    /// <inheritdoc/>
    public IAsyncEnumerable<TestResult> RunAsync(TestJob job, CancellationToken cancellation) =>
        slot.RunAsync<TestResult>(() => slot.FetchAsync(job.Network), (report, _) => report(Test(job)), cancellation);

    private TestResult Test(TestJob job)
    {
        var data = slot.Images(job.Network);
        using var network = new FoldedNetwork(slot.Network(job.Network));
        var correct = new SchemeEvaluator(slot.Slot).CountCorrect(network, network.Modules, data.Test, data.Normalisation);
        return new TestResult(NetworkCost.Of(network.Spec, network.Modules, data.Test.Crop).Parameters, 100.0 * correct / data.Test.Count);
    }
}
