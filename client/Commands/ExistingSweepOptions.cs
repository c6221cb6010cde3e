using System.CommandLine;
using Lth4Sa.Cli.Options;
using Lth4Sa.Cli.Sweeps;

namespace Lth4Sa.Cli.Commands;

/// <summary>The argument and the option by which a command finds a sweep that is there already.</summary>
internal sealed class ExistingSweepOptions
{
    /// <summary>The sweep.</summary>
    public Argument<string> Sweep { get; } = new("sweep") { Description = "Folder of a sweep; with --silo its name there" };

    /// <summary>The silo that has it.</summary>
    public Option<string?> Silo { get; } = SiloOptions.Silo();

    /// <summary>Opens the sweep that is given.</summary>
    public IExistingSweep Open(ParseResult given) => SiloOptions.Open(given.GetValue(Silo)) is { } remote
        ? new RemoteSweep(remote, given.GetValue(Sweep)!)
        : new StoredSweep(given.GetValue(Sweep)!);
}
