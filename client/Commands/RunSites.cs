using System.CommandLine;
using Lth4Sa.Cli.Folders;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Runs;
using Lth4Sa.Cli.Specs;
using Lth4Sa.Contracts.Api;
using Lth4Sa.Contracts.Errors;
using Lth4Sa.Contracts.Runs;
using Lth4Sa.Specs;

namespace Lth4Sa.Cli.Commands;

/// <summary>Where a command's run takes place, as its options say.</summary>
/// <param name="output">The folder of the run, or for what it leaves.</param>
/// <param name="verbose">Whether a silo in this process logs.</param>
/// <param name="silo">The address of a silo elsewhere; null for a silo in this process.</param>
internal sealed class RunSites(Option<string> output, Option<bool> verbose, Option<string?>? silo = null)
{
    /// <summary>Opens the folder or the silo that is given.</summary>
    /// <param name="given">The command line.</param>
    /// <param name="spec">The run, for a folder.</param>
    /// <param name="start">Starts the run on a silo elsewhere.</param>
    /// <param name="interrupted">The user wants the command to end.</param>
    /// <param name="prepare">What a folder needs before a silo opens it.</param>
    public async Task<IRunSite> OpenAsync(
        ParseResult given, Func<Task<RunSpec>> spec, Func<ILth4SaApi, Task<RunStatus>> start, CancellationToken interrupted,
        Action<string>? prepare = null)
    {
        var path = given.GetValue(output)!;
        if (SiloOptions.Open(silo is null ? null : given.GetValue(silo)) is { } remote)
        {
            return new RemoteRunSite(remote, path, start, interrupted);
        }

        var wanted = await spec();
        SpecException.ThrowIfAny(RunSpecValidator.Validate(wanted));
        var folder = RunFolder<RunSpec>.Open(path, wanted, SpecKinds.Run);
        try
        {
            prepare?.Invoke(folder.Path);
        }
        catch
        {
            folder.Dispose();
            throw;
        }

        return await FolderRunSite.OpenAsync(folder, given.GetValue(verbose), interrupted);
    }
}
