namespace Lth4Sa.Networks.Training;

/// <summary>How the learning rate goes over the epochs of a training.</summary>
public enum Schedule
{
    /// <summary>The rate stays what it is.</summary>
    Constant,

    /// <summary>The rate is divided by 10 at each of <see cref="Recipe.Milestones"/>.</summary>
    Step,

    /// <summary>The rate follows half a cosine from the initial rate to 0.</summary>
    Cosine,
}
