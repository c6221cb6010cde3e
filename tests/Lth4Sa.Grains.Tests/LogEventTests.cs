using System.Reflection;
using Lth4Sa.Grains.Options;
using Microsoft.Extensions.Logging;

namespace Lth4Sa.Grains.Tests;

public sealed class LogEventTests
{
    private const BindingFlags Declared =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly (Type Class, string Message, int Id)[] Events =
    [
        .. from type in typeof(Lth4SaOptions).Assembly.GetTypes()
           from method in type.GetMethods(Declared)
           let message = method.GetCustomAttribute<LoggerMessageAttribute>()
           where message is not null
           select (type, $"{type.Name}.{method.Name}", message.EventId),
    ];

    [Fact]
    public void EventIds_OfAllMessages_AreGivenAndUnique()
    {
        Assert.NotEmpty(Events);
        Assert.DoesNotContain(Events, e => e.Id <= 0);
        Assert.All(Events.GroupBy(e => e.Id), same => Assert.Single(same));
    }

    [Fact]
    public void EventIds_OfAClass_ShareARangeOfAHundredWithNoOtherClass()
    {
        Assert.All(Events.GroupBy(e => e.Id / 100), range => Assert.Single(range.Select(e => e.Class).Distinct()));
        Assert.All(Events.GroupBy(e => e.Class), messages => Assert.Single(messages.Select(e => e.Id / 100).Distinct()));
    }
}
