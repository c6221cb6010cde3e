using Lth4Sa.Contracts.Runs;

namespace Lth4Sa.Cli.Display;

/// <summary>Shows a run while it is under way.</summary>
internal interface IRunDisplay
{
    /// <summary>Follows the progress to its end and answers the last one.</summary>
    Task<RunProgress?> FollowAsync(IAsyncEnumerable<RunProgress> progress);
}
