using System.CommandLine;
using Lth4Sa.Benchmarks.Commands;
using Lth4Sa.Cli;
using Lth4Sa.Outside;

try
{
    return await CommandLine.RunAsync(new RootCommand("Measures lth4sa, and others beside it.") { BenchCommand.Create() }, args);
}
catch (OutsideProgramException missing)
{
    await Console.Error.WriteLineAsync(missing.Message);
    return ExitCode.Failed;
}
