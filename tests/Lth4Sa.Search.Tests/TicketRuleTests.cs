using Lth4Sa.Search.Schemes;

namespace Lth4Sa.Search.Tests;

public sealed class TicketRuleTests
{
    [Theory]
    [InlineData("100", 70, 10, true)]
    [InlineData("100", 69.9, 10, false)]
    [InlineData("100", 75, 30, false)]
    [InlineData("111", 75, 10, false)]
    public void IsTicket_AgainstFullOf70PercentAnd30Percent(string scheme, double accuracy, double increment, bool ticket) =>
        Assert.Equal(ticket, TicketRule.IsTicket(Scheme.Parse(scheme), accuracy, increment, 70, 30));
}
