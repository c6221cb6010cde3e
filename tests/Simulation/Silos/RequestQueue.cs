namespace Lth4Sa.Simulation.Silos;

/// <summary>
/// The requests of an activation, in the order in which they came, and Orleans' rules by which they take turns: a request
/// starts when nothing else runs, when it or the grain interleaves, when all that runs interleaves, or when it and all that
/// runs only read. One that has to wait is overtaken by those that need not.
/// </summary>
internal sealed class RequestQueue(bool isReentrant)
{
    private readonly List<Request> waiting = [];
    private int running;
    private int exclusive;
    private int writing;

    /// <summary>Whether nothing runs or waits.</summary>
    public bool IsIdle => running == 0 && waiting.Count == 0;

    public bool IsRunning => running > 0;

    public bool IsWaiting => waiting.Count > 0;

    public void Add(Request request) => waiting.Add(request);

    public bool Remove(Request request) => waiting.Remove(request);

    /// <summary>Takes those that still wait.</summary>
    public Request[] Drain()
    {
        Request[] all = [.. waiting];
        waiting.Clear();
        return all;
    }

    /// <summary>Takes the next that may start; null when all have to wait.</summary>
    /// <param name="localOnly">Whether only the activation's own may, up to the first that is not.</param>
    public Request? TryBegin(bool localOnly)
    {
        for (var i = 0; i < waiting.Count; i++)
        {
            var request = waiting[i];
            if (localOnly && !request.IsLocal)
            {
                break;
            }

            if (MayBegin(request))
            {
                waiting.RemoveAt(i);
                Count(request, 1);
                return request;
            }
        }

        return null;
    }

    public void End(Request request) => Count(request, -1);

    private bool MayBegin(Request request) =>
        isReentrant || request.Interleaves || exclusive == 0 || request.ReadsOnly && writing == 0;

    private void Count(Request request, int change)
    {
        running += change;
        exclusive += request.Interleaves ? 0 : change;
        writing += request.Interleaves || request.ReadsOnly ? 0 : change;
    }
}
