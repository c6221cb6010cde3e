namespace Lth4Sa.Networks.Training;

public enum Schedule
{
    /// <summary>The rate is divided by 10 at each of <see cref="Recipe.Milestones"/>.</summary>
    Step,

    /// <summary>Half a cosine from the initial rate to 0.</summary>
    Cosine,
}
