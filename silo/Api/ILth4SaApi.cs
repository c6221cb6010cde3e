using Lth4Sa.Contracts.Devices;
using Lth4Sa.Contracts.Evaluations;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Contracts.Supernets;
using Lth4Sa.Contracts.Sweeps;

namespace Lth4Sa.Silo.Api;

/// <summary>An order to a sweep.</summary>
/// <param name="Verb">pause, resume, cancel, retry or extend.</param>
/// <param name="Runs">Names or ids; none means the whole sweep, with retry all that are parked.</param>
/// <param name="Set">Of extend: an option and its new values, as in seed=6..10.</param>
public sealed record SweepOrder(string Verb, string[] Runs, string[] Set)
{
    public static readonly string[] Verbs = ["pause", "resume", "cancel", "retry", "extend"];

    /// <exception cref="Specs.SpecException">There are none, or one is not of this form.</exception>
    public static (string Option, string Values)[] Settings(string[] set)
    {
        Specs.SpecException.Check("set", "nothing", set.Length > 0, "an option, = and its values");
        return Array.ConvertAll(set, text => text.Split('=', 2) is [var option, var values]
            ? (option, values)
            : throw new Specs.SpecException($"set: {text} is not allowed; expected an option, = and its values."));
    }
}

/// <param name="Message">What came of an order, for people.</param>
public sealed record OrderAnswer(string Message);

/// <param name="At">Steps that both have in common.</param>
/// <param name="Set">Options and values from then on, as in controller-rate=0.05.</param>
public sealed record ForkRequest(long At, string[] Set);

/// <summary>A text that describes runs.</summary>
/// <param name="Name">Of the text, for messages: a file's, or spec.</param>
/// <param name="Text">YAML, or JSON, which is YAML too.</param>
public sealed record SpecText(string Name, string Text);

/// <param name="Schemes">A digit 0 or 1 for each block.</param>
public sealed record EvaluationRequest(string[] Schemes);

/// <param name="Schemes">To choose from.</param>
/// <param name="Keep">The most accurate that are wanted, at least 1.</param>
/// <param name="Confidence">Probability that all of them are kept, above 0 and below 1.</param>
public sealed record ScreeningRequest(string[] Schemes, int Keep, double Confidence);

/// <param name="Name">As in a request for it.</param>
/// <param name="ContentType">Of HTTP.</param>
public sealed record Artefact(string Name, string ContentType);

/// <summary>
/// What can be asked of silos, in this process or far away. Bad input ends as a <see cref="Specs.SpecException"/>; what
/// there is not, as a <see cref="NotFoundException"/>.
/// </summary>
public interface ILth4SaApi
{
    /// <summary>The sweeps that there are, in the order in which they were begun.</summary>
    Task<SweepStatus[]> GetSweepsAsync(int skip, int take, CancellationToken cancellation = default);

    /// <summary>Starts a sweep, or adds to one what it does not know yet.</summary>
    Task<SweepStatus> StartSweepAsync(string sweep, SpecText spec, CancellationToken cancellation = default);

    Task<SweepStatus> GetSweepAsync(string sweep, CancellationToken cancellation = default);

    Task<SweepRunStatus[]> GetRunsAsync(string sweep, int skip, int take, SweepRunState? state = null, string? axis = null, CancellationToken cancellation = default);

    /// <summary>What a sweep has made of one of its runs.</summary>
    /// <param name="run">Run id.</param>
    Task<SweepRunStatus> GetRunAsync(string sweep, string run, CancellationToken cancellation = default);

    Task<OrderAnswer> OrderAsync(string sweep, SweepOrder order, CancellationToken cancellation = default);

    /// <summary>Starts a single run, in the sweep <c>runs</c>.</summary>
    Task<RunStatus> StartRunAsync(SpecText spec, CancellationToken cancellation = default);

    Task<RunStatus> GetRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>pause, resume, cancel or retry.</summary>
    Task<OrderAnswer> OrderRunAsync(string run, string verb, CancellationToken cancellation = default);

    /// <summary>Branches a search off, in the same sweep.</summary>
    Task<RunStatus> ForkAsync(string run, ForkRequest request, CancellationToken cancellation = default);

    Task<StepRecord[]> GetStepsAsync(string run, long after, int take, CancellationToken cancellation = default);

    Task<RunCheck> VerifyAsync(string run, CancellationToken cancellation = default);

    /// <summary>The progress now and whenever it has changed, four times a second at most, until nobody works on the run.</summary>
    IAsyncEnumerable<RunProgress> WatchRunAsync(string run, CancellationToken cancellation = default);

    /// <summary>The state of a sweep now and whenever it has changed, once a second at most, until it is over.</summary>
    IAsyncEnumerable<SweepStatus> WatchSweepAsync(string sweep, CancellationToken cancellation = default);

    /// <summary>What a run has left so far.</summary>
    Task<Artefact[]> GetArtefactsAsync(string run, CancellationToken cancellation = default);

    Task<Stream> OpenArtefactAsync(string run, string artefact, CancellationToken cancellation = default);

    Task<SupernetStatus[]> GetSupernetsAsync(int skip, int take, CancellationToken cancellation = default);

    Task<SupernetStatus> GetSupernetAsync(string supernet, CancellationToken cancellation = default);

    Task<Evaluation[]> GetEvaluationsAsync(string supernet, int skip, int take, CancellationToken cancellation = default);

    /// <summary>The evaluations of these schemes, in order; those that are not known yet are made.</summary>
    /// <exception cref="Specs.SpecException">The supernet is not trained, or a scheme is none of its.</exception>
    Task<Evaluation[]> EvaluateAsync(string supernet, string[] schemes, CancellationToken cancellation = default);

    /// <summary>Finds the most accurate of many schemes on as few images as a confidence allows. What breaks off has not ended.</summary>
    /// <exception cref="Specs.SpecException">The supernet is not trained, or the request is none.</exception>
    Task<IAsyncEnumerable<ScreeningProgress>> ScreenAsync(string supernet, ScreeningRequest request, CancellationToken cancellation = default);

    Task<DevicePoolStatus> GetDevicesAsync(CancellationToken cancellation = default);
}

/// <summary>There is no such thing; the message names it.</summary>
public sealed class NotFoundException(string message) : Exception(message);
