using System.CommandLine;
using Lth4Sa.Cli;
using Lth4Sa.Cli.Commands;

var root = new RootCommand(
    "lth4sa finds tickets: sparse sets of self-attention connections that make a CNN faster than, and at least as accurate as, "
    + "the network with attention in every block.")
{
    DemoCommand.Create(),
    SearchCommand.Create(),
    LandscapeCommand.Create(),
    ScreenCommand.Create(),
    CompareCommand.Create(),
    FidelityCommand.Create(),
    RescoreCommand.Create(),
    StatisticsCommand.Create(),
    TrainCommand.Create(),
    NetworksCommand.Create(),
    DataCommand.Create(),
    SweepCommand.Create(),
    SiloCommand.Create(),
    ForkCommand.Create(),
    VerifyCommand.Create(),
    DiffCommand.Create(),
    TheoryCommand.Create(),
    StatusCommand.Create(),
    WatchCommand.Create(),
    PauseCommand.Create(),
    ResumeCommand.Create(),
    CancelCommand.Create(),
    RetryCommand.Create(),
    ExtendCommand.Create(),
};

return await CommandLine.RunAsync(root, args);
