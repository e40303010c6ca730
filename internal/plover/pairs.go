package plover

func (c *Coder) pairs(s *sentence, triggers []trigger) []Event { return nil }
