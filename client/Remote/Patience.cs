namespace Lth4Sa.Client.Remote;

/// <summary>Goes on watching while a cluster gets over the loss of a silo.</summary>
internal sealed class Patience(TimeProvider time)
{
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2), Pause = TimeSpan.FromSeconds(1);

    private long? since;

    /// <summary>Does something until it succeeds, or has failed in passing for two minutes.</summary>
    public async Task<T> TryAsync<T>(Func<Task<T>> act, CancellationToken interrupted)
    {
        while (true)
        {
            try
            {
                var answer = await act();
                since = null;
                return answer;
            }
            catch (SiloException lost) when (lost.Passing)
            {
                if (since is null)
                {
                    since = time.GetTimestamp();
                    await Console.Error.WriteLineAsync(lost.Message + " Waiting for it.");
                }

                if (time.GetElapsedTime(since.Value) > Most)
                {
                    throw;
                }

                await Task.Delay(Pause, time, interrupted);
            }
        }
    }
}
