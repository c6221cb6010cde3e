using Lth4Sa.Contracts.Api;

namespace Lth4Sa.Cli.Sweeps;

/// <summary>A sweep that is looked at, and given orders, from outside.</summary>
internal interface IExistingSweep : IDisposable
{
    /// <summary>Gives an order to whoever works on the sweep; where nobody does, it goes straight into the sweep's state.</summary>
    /// <returns>What came of it, for people.</returns>
    Task<string> OrderAsync(SweepOrder order);

    /// <summary>Shows how far the sweep is, its best runs and what fails.</summary>
    /// <param name="follow">Whether to wait until the sweep is over, or nobody works on it.</param>
    /// <param name="interrupted">The user wants the command to end.</param>
    /// <returns>The exit code of the command.</returns>
    Task<int> ShowAsync(bool follow, CancellationToken interrupted);
}
