namespace Orleans.Runtime;

/// <summary>One call that waits for, or has, its turn.</summary>
internal sealed class Request(Func<object, Task> body, bool interleave, bool keepAlive = true)
{
    private readonly TaskCompletionSource completion = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool Interleave { get; } = interleave;

    public bool KeepAlive { get; } = keepAlive;

    public Task Completion => completion.Task;

    public async Task RunAsync(object grain)
    {
        try
        {
            await body(grain);
            completion.TrySetResult();
        }
        catch (Exception exception)
        {
            completion.TrySetException(exception);
        }
    }

    public void Fail(Exception exception) => completion.TrySetException(exception);
}
