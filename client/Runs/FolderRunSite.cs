using Lth4Sa.Cli.Display;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Hosting;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Silo.Api;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Runs;

/// <summary>
/// The run of a folder, by a silo in this process. It is told to stop when the user interrupts, and ends at a safe
/// place.
/// </summary>
internal sealed class FolderRunSite : IRunSite
{
    private readonly RunFolder<RunSpec> folder;
    private readonly InProcessSilo silo;
    private readonly CancellationToken interrupted;
    private CancellationTokenRegistration stop;
    private bool isUnfit;

    private FolderRunSite(RunFolder<RunSpec> folder, InProcessSilo silo, CancellationToken interrupted) =>
        (this.folder, this.silo, this.interrupted) = (folder, silo, interrupted);

    /// <inheritdoc/>
    public ILth4SaApi Api => silo.Api;

    /// <inheritdoc/>
    public string Folder => folder.Path;

    /// <inheritdoc/>
    public CancellationToken Waiting => CancellationToken.None;

    private ISearchRunGrain Run => silo.Grains.GetGrain<ISearchRunGrain>(folder.Spec.RunId());

    /// <summary>Starts a silo for the run of a folder.</summary>
    /// <param name="folder">The folder; it is closed with the site.</param>
    /// <param name="verbose">Whether the silo logs to standard error.</param>
    /// <param name="interrupted">The user wants the command to end.</param>
    public static async Task<FolderRunSite> OpenAsync(RunFolder<RunSpec> folder, bool verbose, CancellationToken interrupted)
    {
        try
        {
            return new FolderRunSite(folder, await InProcessSilo.StartAsync(folder.Path, folder.Spec, verbose), interrupted);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task<RunStatus> StartAsync()
    {
        if (await Run.GetResult() is null)
        {
            await Run.Start(folder.Spec);
            stop = interrupted.Register(() => _ = Run.Stop());
        }
        else
        {
            Console.WriteLine("This run is finished; its result:");
        }

        return await Api.GetRunAsync(folder.Spec.RunId());
    }

    /// <inheritdoc/>
    public Task<(int ExitCode, string Message)?> WhyAtRestAsync(RunStatus status, RunProgress? last, CancellationToken cancellation)
    {
        // Nothing was begun: the data were not what the options said.
        isUnfit = last is { Error: not null, Phase: RunPhase.Waiting };
        return Task.FromResult<(int, string)?>(last?.Error is { } error
            ? (isUnfit ? ExitCode.BadInput : ExitCode.Failed, error)
            : (ExitCode.Interrupted, Interruption.Message));
    }

    /// <summary>The supernet is in the folder already.</summary>
    public bool Brings(Artefact artefact) => artefact.Name != Lth4SaApi.Supernet;

    /// <summary>Stops the silo; a folder whose run could not begin is left as it was found.</summary>
    public async ValueTask DisposeAsync()
    {
        using (folder)
        {
            await stop.DisposeAsync();
            await silo.DisposeAsync();
            if (isUnfit)
            {
                folder.TakeBack();
            }
        }
    }
}
