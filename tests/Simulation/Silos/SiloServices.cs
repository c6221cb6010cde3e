using Microsoft.Extensions.DependencyInjection;

namespace Lth4Sa.Simulation.Silos;

/// <summary>A silo's own services, and behind them those that all silos share.</summary>
internal sealed class SiloServices(IServiceProvider own, IServiceProvider shared) : IKeyedServiceProvider
{
    public object? GetService(Type serviceType) => serviceType == typeof(IServiceProvider) ? this : own.GetService(serviceType) ?? shared.GetService(serviceType);

    public object? GetKeyedService(Type serviceType, object? serviceKey) =>
        ((IKeyedServiceProvider)own).GetKeyedService(serviceType, serviceKey) ?? ((IKeyedServiceProvider)shared).GetKeyedService(serviceType, serviceKey);

    public object GetRequiredKeyedService(Type serviceType, object? serviceKey) =>
        GetKeyedService(serviceType, serviceKey) ?? throw new InvalidOperationException($"No silo has the service {serviceType} of the key {serviceKey}.");
}
