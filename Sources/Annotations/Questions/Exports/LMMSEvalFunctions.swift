/// `utils.py` of the task for lmms-eval; it finds answers as `AnswerText` does.
let lmmsEvalFunctions = #"""
  """Functions of the task skillet_mcq for lmms-eval, written by `skillet questions export`.

  Videos are looked for beside this file, or in the folder SKILLET_VIDEO_DIR. With SKILLET_CLIPS=1 a
  model sees the clips of the evidence instead, where the export has them.
  """
  import os
  import re

  HERE = os.path.dirname(os.path.abspath(__file__))
  LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


  def skillet_doc_to_visual(doc):
      wanted = doc["clips"] if os.environ.get("SKILLET_CLIPS") and doc["clips"] else [doc["video"]]
      paths = []
      for name in wanted:
          path = os.path.join(HERE, name)
          folder = os.environ.get("SKILLET_VIDEO_DIR")
          if folder and name == doc["video"]:
              path = os.path.join(folder, os.path.basename(name))
          if not os.path.exists(path):
              raise FileNotFoundError(
                  f"{path}: the video of question {doc['key']} is missing; put it there, or name its "
                  "folder in SKILLET_VIDEO_DIR")
          paths.append(path)
      return paths


  def skillet_doc_to_text(doc, lmms_eval_specific_kwargs=None):
      kwargs = lmms_eval_specific_kwargs or {}
      letters = LETTERS[:len(doc["choices"])]
      options = "\n".join(f"{letter}. {text}" for letter, text in zip(letters, doc["choices"]))
      post = kwargs.get("post_prompt", "Select the best answer to this multiple-choice question based "
                        f"on the video. Respond with only the letter ({', '.join(letters)}) of it.")
      return f"{kwargs.get('pre_prompt', '')}{doc['question']}\n{options}\n{post}"


  def skillet_doc_to_messages(doc, lmms_eval_specific_kwargs=None):
      content = [{"type": "video", "url": path} for path in skillet_doc_to_visual(doc)]
      content.append({"type": "text", "text": skillet_doc_to_text(doc, lmms_eval_specific_kwargs)})
      return [{"role": "user", "content": content}]


  def skillet_doc_to_target(doc):
      return doc["answer"]


  def skillet_process_results(doc, results):
      said = choice_in(results[0] if isinstance(results[0], str) else "", doc["choices"])
      right = said is not None and said == doc["answer_id"]
      facts = {"key": doc["key"], "video_id": doc["video_id"],
               "said": "" if said is None else LETTERS[said]}
      # What cannot be parsed is wrong: a random guess would flatter weak models by a fifth.
      return {"accuracy": {"score": int(right), **facts},
              "unparsable": {"score": int(said is None), **facts}}


  def skillet_mean(results):
      return sum(result["score"] for result in results) / len(results) if results else 0.0


  def words(text):
      return re.findall(r"[^\W_]+", text)


  def place_of(word, count):
      """The place of a letter, from 0; None for anything else."""
      letter = word.upper()
      place = LETTERS.find(letter) if len(letter) == 1 else -1
      return place if 0 <= place < count else None


  def is_article(rest):
      """Whether an A goes on in small letters, as the article does."""
      return (bool(rest) and rest[0] in ("A", "a") and len(rest) > 1
              and (rest[1][0].islower() or rest[1][0].isnumeric()))


  def stated_letter(text, count):
      """The last letter behind the word "answer"."""
      found, spoken = None, words(text)
      between = {"is", "option", "choice", "letter", "the", "correct", "would", "be"}
      for index, word in enumerate(spoken):
          if word.lower() != "answer":
              continue
          rest = spoken[index + 1:]
          while rest and rest[0].lower() in between:
              rest = rest[1:]
          if rest and place_of(rest[0], count) is not None and not is_article(rest):
              found = place_of(rest[0], count)
      return found


  def letter_alone(text, count):
      """The letter of a text that is one letter, or begins with one and a mark behind it."""
      bare = text.lstrip(" \t\r\n*([\"'`$\\{")
      place = place_of(bare[:1], count) if bare else None
      if place is None:
          return None
      rest = bare[1:]
      if not rest.strip(" \t\r\n*)].:,;!\"'`$}"):
          return place
      return place if rest[0] in ".,):]*\n" else None


  def place_of_text(text, choices):
      """The one choice that has the same words."""
      wanted = " ".join(words(text)).lower()
      found = [i for i, choice in enumerate(choices) if " ".join(words(choice)).lower() == wanted]
      return found[0] if wanted and len(found) == 1 else None


  def last_letter(text, count):
      """The last capital letter that stands alone, the article A set aside."""
      spoken = words(text)
      for index in range(len(spoken) - 1, -1, -1):
          word = spoken[index]
          if word[0].isupper() and place_of(word, count) is not None and not is_article(spoken[index:]):
              return place_of(word, count)
      return None


  def choice_in(text, choices):
      """The place of the choice that a model's words name, from 0; None where they name none."""
      spoken = re.split(r"</think>", text, flags=re.I)[-1]
      finders = [stated_letter, letter_alone, None, last_letter]
      tags = re.split(r"<answer>", spoken, flags=re.I)
      if len(tags) > 1:
          spoken = re.split(r"</answer>", tags[-1], flags=re.I)[0]
          finders = finders[1:]
      for finder in finders:
          place = finder(spoken, len(choices)) if finder else place_of_text(spoken, choices)
          if place is not None:
              return place
      return None

  """#
