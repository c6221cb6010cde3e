using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;

namespace Orleans.Runtime;

/// <summary>The only silo of this process: which grains are in memory, and how a call reaches them.</summary>
internal sealed class Silo(
    IServiceProvider services,
    IOptions<SiloMessagingOptions> messaging,
    IOptions<GrainCollectionOptions> collection,
    ILogger<Silo> log,
    IEnumerable<IIncomingGrainCallFilter> filters,
    TimeProvider? time = null,
    TaskScheduler? turns = null) : IClusterClient, IHostedService
{
    private readonly ConcurrentDictionary<GrainId, Lazy<Activation>> activations = new();
    private readonly GrainClasses classes = new();
    private SiloInstruments? instruments;
    private ITimer? collector;
    private volatile bool stopped;

    public IServiceProvider ServiceProvider { get; } = services;

    public TimeProvider Time { get; } = time ?? TimeProvider.System;

    /// <summary>Where turns run: the thread pool, unless the container holds another <see cref="TaskScheduler"/>.</summary>
    public TaskScheduler Turns { get; } = turns ?? TaskScheduler.Default;

    public ILogger Log { get; } = log;

    /// <summary>In the order in which they were added: the first is the outermost.</summary>
    public IIncomingGrainCallFilter[] Filters { get; } = [.. filters];

    public TimeSpan ResponseTimeout => messaging.Value.ResponseTimeout;

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey => Reference<TGrainInterface>(primaryKey);

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => Reference<TGrainInterface>(primaryKey.ToString("X", CultureInfo.InvariantCulture));

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var quantum = collection.Value.CollectionQuantum;
        instruments = new SiloInstruments(() => activations.Count);
        collector = Time.CreateTimer(_ => Collect(), null, quantum, quantum);
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        stopped = true;
        collector?.Dispose();
        var alive = activations.Values.Select(a => a.Value).ToArray();
        Array.ForEach(alive, a => a.Deactivate(new DeactivationReason(DeactivationReasonCode.ShuttingDown, "The silo stops.")));
        await Task.WhenAll(alive.Select(a => a.Deactivated)).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        instruments?.Dispose();
    }

    /// <exception cref="TimeoutException">No answer came in time; whether the call ran is unknown.</exception>
    public async Task SendAsync(GrainId id, Func<object, Task> body, bool interleave, TimeSpan timeout, string method)
    {
        var request = new Request(body, interleave);
        while (true)
        {
            if (stopped)
            {
                throw new OrleansException($"The silo has stopped; {id} cannot be called.");
            }

            // Lazy: of two first calls at once, one makes the activation.
            var activation = activations.GetOrAdd(id, key => new Lazy<Activation>(() => new Activation(this, key, classes.Of(key)))).Value;
            if (activation.TryEnqueue(request))
            {
                break;
            }

            await activation.Deactivated;
        }

        try
        {
            await request.Completion.WaitAsync(timeout, Time);
        }
        catch (TimeoutException) when (!request.Completion.IsCompleted)
        {
            throw new TimeoutException($"Response did not arrive on time in {timeout} for {method} of {id}.");
        }
    }

    public void Forget(Activation activation) => activations.TryRemove(activation.GrainId, out _);

    public void Count(Type grainClass, int change) => instruments?.Count(grainClass, change);

    private T Reference<T>(string key)
    {
        var proxy = DispatchProxy.Create<T, GrainReferenceProxy>();
        var reference = (GrainReferenceProxy)(object)proxy!;
        reference.Silo = this;
        reference.GrainId = GrainId.Create(classes.TypeOf(typeof(T)), key);
        return proxy;
    }

    private void Collect()
    {
        // In an order of its own: that of the dictionary depends on the hashes of this process.
        foreach (var activation in activations.Values.OrderBy(a => a.Value.GrainId.ToString(), StringComparer.Ordinal))
        {
            activation.Value.Collect(collection.Value.CollectionAge);
        }
    }
}
