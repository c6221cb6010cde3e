using System.Reflection;
using Orleans.Serialization;

namespace Orleans.Runtime;

/// <summary>What <c>GetGrain</c> answers: turns each call into a request to the grain's activation.</summary>
public abstract class GrainReference : DispatchProxy, IEquatable<GrainReference>
{
    public GrainId GrainId { get; internal set; }

    public bool Equals(GrainReference? other) => other is not null && GrainId == other.GrainId;

    public override bool Equals(object? obj) => Equals(obj as GrainReference);

    public override int GetHashCode() => GrainId.GetHashCode();

    public override string ToString() => $"GrainReference:{GrainId}";
}

/// <summary>The proxy class; public because the proxies are generated in another assembly.</summary>
public class GrainReferenceProxy : GrainReference
{
    internal Silo Silo { get; set; } = null!;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = GrainMethod.Of(targetMethod!);
        return method.Call(this, method, Array.ConvertAll(args ?? [], DeepCopier.Copy));
    }

    internal Task CallAsync(GrainMethod method, object?[] arguments) => Silo.Filters.Length == 0
        ? SendAsync(method, grain => Call(method, grain, arguments))
        : SendAsync(method, grain => new IncomingCommand(Silo.Filters, grain, method, arguments).Invoke());

    internal async Task<T> CallForResult<T>(GrainMethod method, object?[] arguments)
    {
        T result = default!;
        await SendAsync(method, async grain =>
        {
            if (Silo.Filters.Length == 0)
            {
                result = await Answer<T>(method, grain, arguments);
                return;
            }

            var call = new IncomingQuestion<T>(Silo.Filters, grain, method, arguments);
            await call.Invoke();
            result = call.Answer;
        });
        return result;
    }

    // As objects, so that one kind of delegate fits every method.
    internal object CallForResultAsync<T>(GrainMethod method, object?[] arguments) => CallForResult<T>(method, arguments);

    internal object CallForValue<T>(GrainMethod method, object?[] arguments) => new ValueTask<T>(CallForResult<T>(method, arguments));

    internal object Stream<T>(GrainMethod method, object?[] arguments) =>
        new GrainAsyncEnumerable<T>(Silo, GrainId, (grain, cancellation) =>
        {
            // WithCancellation replaces the token of the call, as in Orleans.
            var withToken = arguments.Select((a, i) =>
                method.Parameters[i].ParameterType == typeof(CancellationToken) && cancellation.CanBeCanceled ? cancellation : a).ToArray();
            return (IAsyncEnumerable<T>)method.Invoke(grain, withToken);
        });

    internal static Task Call(GrainMethod method, object grain, object?[] arguments) =>
        method.Invoke(grain, arguments) is var result && result is Task task ? task : ((ValueTask)result).AsTask();

    internal static async Task<T> Answer<T>(GrainMethod method, object grain, object?[] arguments)
    {
        var answer = method.Invoke(grain, arguments);
        return (T)DeepCopier.Copy(await (answer as Task<T> ?? ((ValueTask<T>)answer).AsTask()))!;
    }

    private Task SendAsync(GrainMethod method, Func<object, Task> body) =>
        Silo.SendAsync(GrainId, body, method.Interleaves, method.Timeout ?? Silo.ResponseTimeout, method.Method.Name);
}
