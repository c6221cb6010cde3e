using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Steps;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Networks.Backbones;
using Lth4Sa.Search.Running;
using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Grains.Runs;

/// <summary>Alg. 1: the supernet, then the steps, committed every few.</summary>
public sealed partial class SearchRunGrain
{
    private const int MostRefusals = 3;

    private bool recovered;
    private long recoveredStep;
    private long recoveredAt;
    private int refusals;

    private int Blocks => Backbone.Parse(Spec.Backbone).Blocks;

    private SupernetSpec Supernet => Spec.ToSupernet(State.Data!.Hash);

    private async Task TrainSupernetAsync(CancellationToken cancellation)
    {
        Publish("supernet", 0, 0, "images/s", null);
        var supernet = GrainFactory.GetGrain<ISupernetGrain>(Supernet.SupernetId());
        await foreach (var progress in supernet.Train(Supernet, cancellation))
        {
            Publish($"supernet, epoch {Math.Min(progress.Epoch + 1, progress.Epochs)}/{progress.Epochs}", progress.Fraction, progress.ImagesPerSecond, "images/s", progress.ImagesPerSecond > 0 ? progress.SecondsLeft : null);
        }

        await EnterAsync(RunPhase.Search);
    }

    private async Task SearchAsync(CancellationToken cancellation)
    {
        try
        {
            await RecoverAsync();
            var work = State.Search.Copy();
            var until = Math.Min(work.Step + Spec.CommitEvery, Spec.Steps);
            while (work.Step < until)
            {
                cancellation.ThrowIfCancellationRequested();
                work = await StepAsync(work);
                ShowStep(work);
            }

            await CommitAsync(work);
        }
        catch (StepRefusedException refused) when (++refusals <= MostRefusals)
        {
            // A grain lost its memory, or somebody took over for a while: raise the fence and go on from the last commit.
            LogRefused(log, Id, State.Search.Step, refused.Message);
            recovered = false;
        }
        catch
        {
            recovered = false;
            throw;
        }
    }

    private async Task RecoverAsync()
    {
        if (recovered)
        {
            return;
        }

        State.Fence++;
        await run.WriteStateAsync();
        var (fence, step, setup) = (State.Fence, State.Search.Step, new StepSetup(Spec, Blocks));
        await GrainFactory.GetGrain<IControllerGrain>(Id).Recover(fence, step, setup);
        await GrainFactory.GetGrain<ICuriosityGrain>(Id).Recover(fence, step, setup);
        await GrainFactory.GetGrain<IReplayBufferGrain>(Id).Recover(fence, step, setup);
        (recovered, recoveredStep, recoveredAt) = (true, step, time.GetTimestamp());
        LogRecovered(log, Id, fence, step);
    }

    private async Task<CommittedSearch> StepAsync(CommittedSearch work)
    {
        var (fence, step) = (State.Fence, work.Step + 1);
        var controller = GrainFactory.GetGrain<IControllerGrain>(Id);
        var proposal = await controller.Propose(fence, step);
        var evaluations = await GrainFactory.GetGrain<ISupernetGrain>(Supernet.SupernetId()).Evaluate(proposal.Schemes);
        var bonuses = await GrainFactory.GetGrain<ICuriosityGrain>(Id).Observe(fence, step, proposal.Schemes);

        var weights = Spec.ToSearchOptions().Reward;
        var rewards = evaluations.Select((e, i) => weights.Total(Scheme.Parse(e.Scheme), AccuracyOf(e.Correct), bonuses[i])).ToArray();
        var entries = proposal.Schemes.Select((s, i) => new ExperienceMessage(s, rewards[i], proposal.Probabilities)).ToArray();
        var replayed = await GrainFactory.GetGrain<IReplayBufferGrain>(Id).Exchange(fence, step, entries);
        await controller.Learn(fence, step, entries, replayed);

        work.Steps.Add(new StepRecord(step, proposal.Schemes, [.. evaluations.Select(e => e.Correct)], rewards, proposal.PBar, proposal.Probabilities));
        return work with
        {
            Step = step,
            Chain = SearchChain.Next(work.Chain, evaluations.Select((e, i) => (Scheme.Parse(e.Scheme), e.Correct, rewards[i])), proposal.Probabilities),
            Ledger = Charge(work, evaluations),
        };
    }

    private Ledger Charge(CommittedSearch work, Evaluation[] evaluations)
    {
        var first = evaluations.Where(e => work.Correct.TryAdd(e.Scheme, e.Correct)).ToArray();
        return work.Ledger with
        {
            Requested = work.Ledger.Requested + evaluations.Length,
            Unique = work.Ledger.Unique + first.Length,
            Images = work.Ledger.Images + (long)first.Length * State.Data!.Validation,
            DeviceSeconds = work.Ledger.DeviceSeconds + first.Sum(e => e.Seconds),
        };
    }

    private async Task CommitAsync(CommittedSearch work)
    {
        await Task.WhenAll(
            GrainFactory.GetGrain<IControllerGrain>(Id).Snapshot(State.Fence, work.Step),
            GrainFactory.GetGrain<ICuriosityGrain>(Id).Snapshot(State.Fence, work.Step),
            GrainFactory.GetGrain<IReplayBufferGrain>(Id).Snapshot(State.Fence, work.Step));
        var committed = work.Step - State.Search.Step;
        State.Search = work;
        State.Phase = work.Step == Spec.Steps ? RunPhase.Training : RunPhase.Search;
        await run.WriteStateAsync();
        Lth4SaMetrics.StepsCommitted.Add(committed);
        refusals = 0;
    }

    private void ShowStep(CommittedSearch work)
    {
        var rate = (work.Step - recoveredStep) / Math.Max(time.GetElapsedTime(recoveredAt).TotalSeconds, 1e-9);
        ShowBest(work);
        Publish($"search, step {work.Step}/{Spec.Steps}", (double)work.Step / Spec.Steps, rate, "steps/s", (Spec.Steps - work.Step) / rate);
    }

    private void ShowBest(CommittedSearch work)
    {
        if (work.Steps.Count > 0)
        {
            var best = Best(work, 1)[0];
            board.Publish(board.Current with { BestScheme = best.Scheme.ToString(), BestReward = best.Reward, PBar = work.Steps[^1].PBar });
        }
    }

    private Candidate[] Best(CommittedSearch work, int count) => Candidates.Best(
        work.Correct.Select(e => (Scheme.Parse(e.Key), AccuracyOf(e.Value))), Spec.ToSearchOptions().Reward, count);

    private double AccuracyOf(int correct) => 100.0 * correct / State.Data!.Validation;
}
