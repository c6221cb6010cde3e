using Lth4Sa.Contracts.Runs;
using Lth4Sa.Search;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace Lth4Sa.Grains.Tests;

/// <summary>A device slot throws it in another silo than that of the run, which has to know it again.</summary>
public sealed class NonFiniteExceptionTests
{
    [Fact]
    public void NonFiniteException_OverTheWire_IsTheSameExceptionWithItsMessage()
    {
        using var services = new ServiceCollection()
            .AddSerializer(builder => builder.AddAssembly(typeof(RunSpec).Assembly)).BuildServiceProvider();
        var serializer = services.GetRequiredService<Serializer>();
        var sent = new NonFiniteException("The loss of epoch 3 is NaN.");
        var read = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(sent));
        Assert.Equal(sent.Message, Assert.IsType<NonFiniteException>(read).Message);
    }
}
