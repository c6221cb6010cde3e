using System.Reflection;
using Orleans.Concurrency;
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
        var method = targetMethod!;
        var arguments = (args ?? []).Select(DeepCopier.Copy).ToArray();
        var returns = method.ReturnType;
        if (returns == typeof(Task))
        {
            return CallAsync(method, arguments);
        }

        if (returns == typeof(ValueTask))
        {
            return new ValueTask(CallAsync(method, arguments));
        }

        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : null;
        var generic = definition == typeof(Task<>) ? nameof(CallForResultAsync)
            : definition == typeof(ValueTask<>) ? nameof(CallForValue)
            : definition == typeof(IAsyncEnumerable<>) ? nameof(Stream)
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {returns}: a grain method returns a task or an IAsyncEnumerable.");
        return typeof(GrainReferenceProxy).GetMethod(generic, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(returns.GetGenericArguments()[0]).Invoke(this, [method, arguments]);
    }

    private Task CallAsync(MethodInfo method, object?[] arguments) =>
        SendAsync(method, async grain =>
        {
            var result = Run(method, grain, arguments);
            await (result as Task ?? ((ValueTask)result).AsTask());
        });

    private async Task<T> CallForResultAsync<T>(MethodInfo method, object?[] arguments)
    {
        T result = default!;
        await SendAsync(method, async grain =>
        {
            var answer = Run(method, grain, arguments);
            result = (T)DeepCopier.Copy(await (answer as Task<T> ?? ((ValueTask<T>)answer).AsTask()))!;
        });
        return result;
    }

    private ValueTask<T> CallForValue<T>(MethodInfo method, object?[] arguments) => new(CallForResultAsync<T>(method, arguments));

    private GrainAsyncEnumerable<T> Stream<T>(MethodInfo method, object?[] arguments) =>
        new(Silo, GrainId, (grain, cancellation) =>
        {
            // WithCancellation replaces the token of the call, as in Orleans.
            var parameters = method.GetParameters();
            var withToken = arguments.Select((a, i) =>
                parameters[i].ParameterType == typeof(CancellationToken) && cancellation.CanBeCanceled ? cancellation : a).ToArray();
            return (IAsyncEnumerable<T>)Run(method, grain, withToken);
        });

    private Task SendAsync(MethodInfo method, Func<object, Task> body)
    {
        var timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout ?? Silo.ResponseTimeout;
        return Silo.SendAsync(GrainId, body, method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null, timeout, method.Name);
    }

    private static object Run(MethodInfo method, object grain, object?[] arguments)
    {
        try
        {
            return method.Invoke(grain, arguments)!;
        }
        catch (TargetInvocationException exception) when (exception.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }
}
