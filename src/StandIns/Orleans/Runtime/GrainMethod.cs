using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Concurrency;

namespace Orleans.Runtime;

/// <summary>One method of a grain interface: what its attributes say, and how a call of it is made. Looked up by reflection once.</summary>
internal sealed class GrainMethod
{
    private static readonly ConcurrentDictionary<MethodInfo, GrainMethod> Known = new();

    private readonly MethodInvoker invoker;

    private GrainMethod(MethodInfo method)
    {
        (Method, Parameters, invoker) = (method, method.GetParameters(), MethodInvoker.Create(method));
        Timeout = method.GetCustomAttribute<ResponseTimeoutAttribute>()?.Timeout;
        Interleaves = method.GetCustomAttribute<AlwaysInterleaveAttribute>() is not null;
        Call = CallOf(method);
    }

    public MethodInfo Method { get; }

    public ParameterInfo[] Parameters { get; }

    /// <summary>Null where the silo's holds.</summary>
    public TimeSpan? Timeout { get; }

    public bool Interleaves { get; }

    /// <summary>Makes the call and answers what the caller gets: a task or a stream.</summary>
    public Func<GrainReferenceProxy, GrainMethod, object?[], object> Call { get; }

    public static GrainMethod Of(MethodInfo method) => Known.GetOrAdd(method, m => new GrainMethod(m));

    public object Invoke(object grain, object?[] arguments) => invoker.Invoke(grain, arguments.AsSpan())!;

    private static Func<GrainReferenceProxy, GrainMethod, object?[], object> CallOf(MethodInfo method)
    {
        var returns = method.ReturnType;
        if (returns == typeof(Task))
        {
            return (proxy, self, arguments) => proxy.CallAsync(self, arguments);
        }

        if (returns == typeof(ValueTask))
        {
            return (proxy, self, arguments) => new ValueTask(proxy.CallAsync(self, arguments));
        }

        var definition = returns.IsGenericType ? returns.GetGenericTypeDefinition() : null;
        var generic = definition == typeof(Task<>) ? nameof(GrainReferenceProxy.CallForResultAsync)
            : definition == typeof(ValueTask<>) ? nameof(GrainReferenceProxy.CallForValue)
            : definition == typeof(IAsyncEnumerable<>) ? nameof(GrainReferenceProxy.Stream)
            : throw new NotSupportedException($"{method.DeclaringType}.{method.Name} returns {returns}: a grain method returns a task or an IAsyncEnumerable.");
        return typeof(GrainReferenceProxy).GetMethod(generic, BindingFlags.Instance | BindingFlags.NonPublic)!
            .MakeGenericMethod(returns.GetGenericArguments()[0]).CreateDelegate<Func<GrainReferenceProxy, GrainMethod, object?[], object>>();
    }
}
