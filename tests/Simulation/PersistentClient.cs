using Lth4Sa.Simulation.Scheduling;
using Lth4Sa.Simulation.Silos;

namespace Lth4Sa.Simulation;

/// <summary>A client that tries again, as whoever uses the product does.</summary>
internal static class PersistentClient
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Calls until an answer comes.</summary>
    public static async Task<T> UntilAnsweredAsync<T>(this SimulatedSilo silo, Func<Task<T>> call)
    {
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception) when (exception is not SimulationException)
            {
                await Task.Delay(Pause, silo.Time);
            }
        }
    }

    /// <summary>Calls until it is done.</summary>
    public static Task UntilDoneAsync(this SimulatedSilo silo, Func<Task> call) => silo.UntilAnsweredAsync(async () =>
    {
        await call();
        return true;
    });
}
