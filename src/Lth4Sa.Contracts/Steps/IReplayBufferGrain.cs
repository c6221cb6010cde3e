namespace Lth4Sa.Contracts.Steps;

/// <param name="Entry">What is replayed.</param>
/// <param name="Age">Steps since it was added.</param>
[GenerateSerializer, Immutable]
public sealed record ReplayMessage(ExperienceMessage Entry, int Age);

/// <summary>The last entries (p_theta, a, G) of one run. Key: run id.</summary>
public interface IReplayBufferGrain : IStepGrain<StepSetup>
{
    /// <summary>The earlier entry that this step replays, or null; then this step's entries are added.</summary>
    Task<ReplayMessage?> Exchange(long fence, long step, ExperienceMessage[] entries);
}
