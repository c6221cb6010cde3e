using Lth4Sa.Contracts.Steps;
using Lth4Sa.Search.Schemes;
using Lth4Sa.Search.Strategies;

namespace Lth4Sa.Grains.Steps;

internal static class ExperienceMapping
{
    public static Experience ToExperience(this ExperienceMessage message) =>
        new(Scheme.Parse(message.Scheme), message.Reward, message.Probabilities);

    public static ExperienceMessage ToMessage(this Experience experience) =>
        new(experience.Scheme.ToString(), experience.Reward, experience.Probabilities);
}
