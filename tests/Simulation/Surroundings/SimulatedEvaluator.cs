using System.Runtime.CompilerServices;
using Lth4Sa.Contracts.Data;
using Lth4Sa.Contracts.Evaluators;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Grains.Devices;
using Lth4Sa.Search.Landscapes;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Simulation.Scheduling;

namespace Lth4Sa.Simulation.Surroundings;

/// <summary>One slot: it takes as long as a device does, and answers from a formula.</summary>
internal sealed class SimulatedEvaluator(World world, Lifetime life, TimeProvider time, string key) : IEvaluator
{
    private const int Validation = 2000, Epochs = 3;

    private bool busy;

    public async Task<DataFacts> Describe(DataMessage data)
    {
        await WorkAsync("describes", world.Costs.Load);
        return new DataFacts(20, 8000, Validation, 2000, 32, "0123456789abcdef0123456789abcdef");
    }

    public IAsyncEnumerable<TrainingProgress> TrainSupernet(string id, SupernetSpec spec, CancellationToken cancellationToken) =>
        Train($"supernet {id}", world.Costs.Epoch, cancellationToken);

    public async Task<Count[]> Evaluate(string id, SupernetSpec spec, Scheme[] schemes)
    {
        await world.CheckNewAsync(life, id, schemes);
        await WorkAsync($"evaluates {schemes.Length} on {id}", world.Costs.Evaluation * schemes.Length);
        world.Evaluated += schemes.Length;
        var landscape = SyntheticLandscape.Registry.Get("pairwise")(schemes[0].Blocks, unchecked((ulong)spec.Seed));
        return Array.ConvertAll(schemes, s => new Count(s, Correct(landscape, s), Validation, world.Costs.Evaluation.TotalSeconds));
    }

    public static int Correct(SyntheticLandscape landscape, Scheme scheme) => (int)(landscape.Accuracy(scheme) / 100 * Validation);

    public IAsyncEnumerable<ScreeningProgress> Screen(string id, SupernetSpec spec, Scheme[] schemes, int keep, double confidence, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Simulated runs do not screen.");

    public IAsyncEnumerable<GuidanceProgress> Guide(string id, SupernetSpec spec, GuidanceRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Simulated runs are not guided.");

    public IAsyncEnumerable<TrainingProgress> TrainNetwork(NetworkRequest request, CancellationToken cancellationToken) =>
        Train($"network {request.Folder}/{request.Scheme}", world.Costs.Epoch, cancellationToken);

    public async Task<TestResult> Test(NetworkRequest request)
    {
        await WorkAsync($"tests {request.Scheme}", world.Costs.Load);
        return world.Disk.Epochs.GetValueOrDefault($"network {request.Folder}/{request.Scheme}") == Epochs
            ? new TestResult(1000 + request.Scheme.Count(c => c == '1'), 60 + request.Scheme.Count(c => c == '0'))
            : throw world.Loop.Break($"{request.Scheme} is tested before it is trained.");
    }

    public async IAsyncEnumerable<TimingProgress> Measure(NetworkRequest[] requests, int rounds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await WorkAsync("measures", world.Costs.Load);
        yield return new TimingProgress(rounds, rounds, [.. requests.Select(r => 1.0 + r.Scheme.Count(c => c == '1')).Select(t => new ForwardTime(t, t, t, rounds, 1))]);
    }

    public long LoadedBytes => 0;

    public Task Export(NetworkRequest request, Dictionary<string, string> metadata) => WorkAsync("exports", world.Costs.Load);

    public Task UnloadAsync() => Task.CompletedTask;

    public ValueTask DisposeAsync() => default;

    private async IAsyncEnumerable<TrainingProgress> Train(string what, TimeSpan epoch, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var done = world.Disk.Epochs.GetValueOrDefault(what); done < Epochs; done++)
        {
            yield return new TrainingProgress((double)done / Epochs, done, Epochs, 1, 1, 1);
            cancellation.ThrowIfCancellationRequested();
            await WorkAsync($"trains {what}, epoch {done + 1}", epoch);
            // A late trainer may have gone further: its checkpoint is the same.
            world.Disk.Epochs[what] = Math.Max(world.Disk.Epochs.GetValueOrDefault(what), done + 1);
        }

        yield return new TrainingProgress(1, Epochs, Epochs, 1, 1, 0);
    }

    // As on the thread of a slot: one job at a time.
    private async Task WorkAsync(string what, TimeSpan takes)
    {
        while (busy)
        {
            await Task.Delay(TimeSpan.FromSeconds(1), time);
        }

        busy = true;
        try
        {
            world.Write(life, $"{key} {what}");
            world.Busy += takes;
            await Task.Delay(takes, time);
            if (world.Faults.Happens(FaultKinds.Device))
            {
                world.Write(life, $"fault: {key} is lost");
                throw new DeviceLostException($"{key} does not answer.");
            }
        }
        finally
        {
            busy = false;
        }
    }
}
