using System.CommandLine;
using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Cli.Commands;

/// <summary>What the commands that give an order to a sweep, or to some of its runs, have in common.</summary>
internal static class SweepOrderCommand
{
    /// <summary>Makes a command that gives an order.</summary>
    public static Command Create(string verb, string description)
    {
        var sweep = new ExistingSweepOptions();
        var names = new Argument<string[]>("run")
        {
            Description = "Names or ids of runs; none means all",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var command = new Command(verb, description) { sweep.Sweep, names, sweep.Silo };
        command.SetAction((given, _) => SendAsync(sweep, given, new SweepOrder(verb, given.GetValue(names) ?? [], [])));
        return command;
    }

    /// <summary>Gives an order and says what came of it.</summary>
    public static async Task<int> SendAsync(ExistingSweepOptions sweep, ParseResult given, SweepOrder order)
    {
        using var found = sweep.Open(given);
        Console.WriteLine(await found.OrderAsync(order));
        return ExitCode.Done;
    }
}
